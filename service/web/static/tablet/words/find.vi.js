/** Words in Vietnamese of the screens in the family of find. */

export default {};
