/** Words in Vietnamese of the screens in the family of home. */

export default {};
