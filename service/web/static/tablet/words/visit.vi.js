/** Words in Vietnamese of the screens in the family of visit. */

export default {};
