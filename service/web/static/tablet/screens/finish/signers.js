/** Who signs: the establishment, who wrote, who led, the witnesses. */

import { account } from '../../core/session.js';

/** @typedef {import('../../core/drafts.js').Content['signatures'][number]} Mark */
/** @typedef {{role: string, name: string, mark: Mark | null}} Signer `mark`: a signature, or why there is none */

/** @param {import('../../core/draft.js').Draft} draft @returns {Signer[]} those expected, then whoever else signed */
export function signersOf({ content }) {
  const { signatures, team, witnesses, representative } = content;
  const me = account();
  const recorder = team.find((one) => one.account && one.account === me?.username)?.name ?? me?.name ?? '';
  const lead = team.find((one) => one.lead)?.name;
  const expected = [
    { role: 'establishment', name: representative?.name ?? '' },
    { role: 'recorder', name: recorder },
    ...(lead ? [{ role: 'lead', name: lead }] : []),
    ...witnesses.map(({ name }) => ({ role: 'witness', name })),
  ];
  const left = [...signatures];
  const signers = expected.map((one) => ({ ...one, ...taken(left, one) }));
  return [...signers, ...left.map((mark) => ({ role: mark.role, name: mark.name, mark }))];
}

/** The mark of a role by its name, or else by another: whoever signed may differ from who was expected. */
function taken(left, { role, name }) {
  const same = left.findIndex((mark) => mark.role === role && mark.name === name);
  const any = role === 'witness' ? -1 : left.findIndex((mark) => mark.role === role);
  const at = same >= 0 ? same : any;
  if (at < 0) return { mark: null };
  const [mark] = left.splice(at, 1);
  return { mark, name: mark.name };
}

/** @param {import('../../core/draft.js').Draft} draft @returns {boolean} whether the establishment signed, or said why not */
export function establishmentSpoke({ content }) {
  return content.signatures.some((mark) => mark.role === 'establishment');
}
