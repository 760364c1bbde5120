/** Words in English of the screens in the family of home. */

export default {};
