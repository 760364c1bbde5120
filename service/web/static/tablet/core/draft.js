/** One visit being recorded: every touch is on the disk a few milliseconds later, whole or not at all. */

import * as catalogue from './catalogue.js';
import { progress, unanswered } from './checklist.js';
import { rfc3339 } from './clock.js';
import { tell } from './events.js';
import { sha256 } from './ids.js';
import { blankAnswer, mentioned, namedIn } from './mentions.js';
import { prepared, signature } from './photos.js';
import { drop, put, putBytes, write } from './store.js';
import { itemOf, submissionOf } from './submission.js';
import { Trouble, asTrouble } from './trouble.js';

const LATER_MS = 60 * 60_000;

/** @typedef {import('./drafts.js').DraftRow} DraftRow */
/** @typedef {import('./drafts.js').Content} Content */
/** @typedef {{item: string} | {flag: number}} Where a photo belongs: to an answer, or to a flag and so sealed */

export class Draft {
  /** @param {DraftRow} row */
  constructor(row) {
    /** Never changed in place, so a screen may compare it. @type {DraftRow} */
    this.row = row;
    /** Why the last touch is not on the disk yet. @type {Trouble | null} */
    this.unsaved = null;
    /** @private */ this.over = false;
    /** @private */ this.dirty = false;
    /** @private @type {Promise<void> | null} */ this.saving = null;
    /** @private @type {import('./store.js').Change[]} */ this.along = [];
  }

  get id() {
    return this.row.id;
  }

  get content() {
    return this.row.content;
  }

  /** @returns {import('./checklist.js').Checklist} */
  get checklist() {
    const found = catalogue.checklist(this.row.checklist.code, this.row.checklist.version);
    if (!found) throw new Trouble('no-checklist');
    return found;
  }

  /** @returns {import('./checklist.js').Answer[]} in the order given */
  get answers() {
    return Object.values(this.content.answers);
  }

  /** @param {string} item @param {Partial<import('./checklist.js').Answer>} patch `value` null takes the answer back, its notes stay */
  answer(item, patch) {
    const old = this.content.answers[item] ?? blankAnswer(item);
    this.change({ answers: { ...this.content.answers, [item]: { ...old, ...patch, item } } });
  }

  /** @param {string} item @param {string} measure @param {number | null} number */
  count(item, measure, number) {
    const { [measure]: _, ...others } = this.content.answers[item]?.counts ?? {};
    this.answer(item, { counts: number === null ? others : { ...others, [measure]: number } });
  }

  /** @param {Partial<Omit<Content, 'answers' | 'flags' | 'signatures'>>} patch */
  set(patch) {
    this.change(patch);
  }

  /** @param {Partial<Content['guidance']>} patch */
  guide(patch) {
    this.change({ guidance: { ...this.content.guidance, ...patch } });
  }

  /** @param {string} at the item, or the screen's own word for another card, at which the person stands: nothing that is sent */
  stand(at) {
    if (at !== this.row.at) this.touch({ ...this.row, at });
  }

  /** @param {{inspection_id?: string | null, campaign_id?: string | null}} patch */
  tag(patch) {
    this.touch({ ...this.row, ...patch });
  }

  /** @param {Partial<import('./drafts.js').FlagRow> & {indicator: string}} flag @returns {number} its place */
  addFlag(flag) {
    const whole = { seen_at: rfc3339(), place: '', description: '', person: null, attachments: [], ...flag };
    this.change({ flags: [...this.content.flags, whole] });
    return this.content.flags.length - 1;
  }

  /** @param {number} place @param {Partial<import('./drafts.js').FlagRow>} patch */
  setFlag(place, patch) {
    this.change({ flags: this.content.flags.map((flag, at) => (at === place ? { ...flag, ...patch } : flag)) });
  }

  /** @param {number} place one that was not sent before */
  removeFlag(place) {
    if (place < (this.row.amends?.flags ?? 0)) throw new Trouble('flag-stays');
    this.forgetUnnamed({ ...this.content, flags: this.content.flags.filter((_, at) => at !== place) });
  }

  /** @returns {boolean} whether the last touch is on the disk */
  get isSaved() {
    return !this.dirty && !this.saving;
  }

  /** @returns {{level: string, rules: string[]}} of the flags so far */
  level() {
    return catalogue.levelOf(this.content.flags);
  }

  /** @param {Where} where @param {Blob} blob @returns {Promise<string>} its sha256; photo and mention come to the disk together */
  async addPhoto(where, blob) {
    const photo = await prepared(blob);
    await this.putBack(where, photo);
    return photo.hash;
  }

  /** One that was removed just now, byte for byte as it was. @param {Where} where @param {import('./photos.js').Prepared} photo */
  async putBack(where, photo) {
    this.keep(photo, mentioned(this.content, where, (old) => [...new Set([...old, photo.hash])]));
    await this.saved();
    tell('space');
  }

  /** @param {Where} where @param {string} hash */
  removePhoto(where, hash) {
    this.forgetUnnamed(mentioned(this.content, where, (old) => old.filter((one) => one !== hash)));
  }

  /**
   * @param {string} role @param {{name: string, image?: Blob | null, refused_because?: string | null}} given a PNG, or why not
   */
  async sign(role, { name, image = null, refused_because = null }) {
    const made = image && (await signature(image));
    const mark = { role, name, attachment: made ? made.hash : null, refused_because };
    const over = await this.digest();
    const content = { ...this.content, signatures: [...this.others(role, name), mark] };
    this.row = { ...this.row, signed_over: content.signatures.length > 1 ? this.row.signed_over : over };
    if (made) this.keep(made, content);
    else this.forgetUnnamed(content);
    await this.saved();
  }

  /** @returns {Promise<boolean>} whether the open part is no longer what the first of the signatures was given over */
  async changedSinceSigned() {
    const { signed_over, content } = this.row;
    return Boolean(content.signatures.length && signed_over && signed_over !== (await this.digest()));
  }

  /** @param {string} role @param {string} name */
  unsign(role, name) {
    this.forgetUnnamed({ ...this.content, signatures: this.others(role, name) });
  }

  /** @returns {{item: string, code: string, measure?: string}[]} what is still to be answered, in order */
  unanswered() {
    return unanswered(this.said(), this.checklist, this.row.place.kind);
  }

  /** @returns {{asked: number, answered: number, required: number, missing: number}} */
  progress() {
    return progress(this.said(), this.checklist, this.row.place.kind);
  }

  /** @returns {string[]} codes of `obstacle.<code>`: why it cannot be finished yet */
  obstacles() {
    const found = this.unanswered().length ? ['unanswered'] : [];
    if (this.level().level === 'red' && !this.content.emergency_call) found.push('red-without-call');
    return found;
  }

  /** Exact to contract.md, section 5. */
  toSubmission() {
    return submissionOf(this.row, this.checklist);
  }

  /** Finished: frozen as it will be sent, byte for byte, and put into the outbox in the same transaction. @param {{later?: boolean}} [how] `later`: with the next round or by hand, not at once */
  async finish({ later = false } = {}) {
    if (this.row.state !== 'draft') throw new Trouble('not-a-draft');
    const [obstacle] = this.obstacles();
    if (obstacle) throw new Trouble(`obstacle-${obstacle}`);
    const ended = Math.max(Date.now(), Date.parse(this.content.started_at));
    const finished_at = this.content.finished_at ?? rfc3339(ended);
    const row = { ...this.row, content: { ...this.content, finished_at } };
    const item = { ...itemOf(row, this.checklist), next: later ? Date.now() + LATER_MS : 0 };
    await this.move({ state: 'ready', content: row.content }, [put('outbox', `visit ${row.id}`, item)]);
    tell('outbox', { id: row.id, finished: true });
  }

  /** @returns {Promise<void>} settles when every touch so far is on the disk; throws why it is not */
  async saved() {
    while (this.saving) await this.saving;
    if (this.unsaved && this.dirty) await (this.saving = this.save());
    if (this.unsaved) throw this.unsaved;
  }

  /** Whoever still holds it changes nothing any more; what is being saved settles first. @returns {Promise<void>} */
  async end() {
    this.over = true;
    await this.saved().catch(() => {}); // What found no room need not find it now.
  }

  /** A change of state with what goes along with it, in one transaction. @param {Partial<DraftRow>} patch @param {import('./store.js').Change[]} [along] */
  async move(patch, along = []) {
    const before = this.row;
    this.along.push(...along);
    this.touch({ ...this.row, ...patch }, true);
    try {
      await this.saved();
    } catch (error) {
      this.along = this.along.filter((change) => !along.includes(change));
      this.row = before;
      throw error;
    }
  }

  /** @private @param {Partial<Content>} patch */
  change(patch) {
    this.touch({ ...this.row, content: { ...this.content, ...patch } });
  }

  /** @private @param {DraftRow} row @param {boolean} [whatever] the state may be any */
  touch(row, whatever = false) {
    if (this.over) throw new Trouble('no-draft');
    if (!whatever && this.row.state !== 'draft') throw new Trouble('not-a-draft');
    this.row = { ...row, touched: Date.now() };
    this.dirty = true;
    this.saving ??= this.save();
    tell('drafts', { id: this.id });
  }

  /** @private One write at a time; touches made meanwhile go together in the next. */
  async save() {
    let mended = false;
    try {
      await null; // What one tap changes in several steps goes in one write.
      while (this.dirty) {
        this.dirty = false;
        const along = this.along.splice(0);
        await write([put('drafts', this.id, this.row), ...along]).catch((error) => {
          this.along.unshift(...along);
          throw error;
        });
      }
      mended = this.unsaved !== null;
      this.unsaved = null;
    } catch (error) {
      this.dirty = true;
      this.unsaved = asTrouble(error);
      tell('drafts', { id: this.id, trouble: this.unsaved });
    } finally {
      this.saving = null;
    }
    if (!this.unsaved) tell('drafts', { id: this.id, saved: !mended });
  }

  /** @private A file and its mention, in one write. @param {import('./photos.js').Prepared} file @param {Content} content */
  keep({ bytes, hash, facts }, content) {
    this.along.push(putBytes('photos', `${this.id} ${hash}`, bytes));
    this.touch({ ...this.row, content, photos: { ...this.row.photos, [hash]: facts } });
  }

  /** @private Files that the new content does not name go with it. @param {Content} content */
  forgetUnnamed(content) {
    const named = namedIn(content);
    const photos = Object.fromEntries(Object.entries(this.row.photos).filter(([hash]) => named.has(hash)));
    const gone = Object.keys(this.row.photos).filter((hash) => !named.has(hash)).map((hash) => `${this.id} ${hash}`);
    const others = this.along.filter(({ store, id }) => store !== 'photos' || !gone.includes(id)); // What found no room need not find it now.
    this.along = [...others, ...gone.map((id) => drop('photos', id))];
    this.touch({ ...this.row, content, photos });
  }

  /** @private Of what the establishment reads. */
  async digest() {
    const { flags: _, emergency_call: __, signatures: ___, finished_at: ____, ...open } = this.toSubmission();
    return sha256(new TextEncoder().encode(JSON.stringify(open)));
  }

  /** @private @param {string} role @param {string} name */
  others(role, name) {
    return this.content.signatures.filter((one) => one.role !== role || one.name !== name);
  }

  /** @private Answers that hold something and are still asked. */
  said() {
    return submissionOf(this.row, this.checklist).answers;
  }
}
