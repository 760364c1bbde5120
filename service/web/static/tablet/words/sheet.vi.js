/** Words in Vietnamese of the screens in the family of sheet. */

export default {};
