/** Words in English of the screens in the family of find. */

export default {};
