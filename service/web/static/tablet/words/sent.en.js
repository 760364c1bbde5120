/** Words in English of the screens in the family of sent. */

export default {};
