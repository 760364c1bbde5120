/** Words in Vietnamese of the screens in the family of sent. */

export default {};
