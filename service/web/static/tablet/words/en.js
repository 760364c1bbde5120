/** Words in English of the tablet's screens. */

export default {};
