/** Words in Vietnamese of the tablet's screens. */

export default {};
