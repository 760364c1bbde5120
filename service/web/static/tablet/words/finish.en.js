/** Words in English of the screens in the family of finish. */

export default {};
