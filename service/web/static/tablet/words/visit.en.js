/** Words in English of the screens in the family of visit. */

export default {};
