/** Words in Vietnamese of the screens in the family of finish. */

export default {};
