/** Words in English of the screens in the family of sheet. */

export default {};
