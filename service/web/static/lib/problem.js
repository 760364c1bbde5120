/** What went wrong, as the API tells it (RFC 9457); status 0 when nothing answered. */

export class Problem extends Error {
  /** @param {{status: number, type?: string, detail?: string, errors?: Record<string, {code: string, message: string}[]>}} told */
  constructor(told) {
    super(told.detail || '');
    this.status = told.status;
    this.type = told.type || '';
    this.errors = told.errors || {};
  }

  /** @param {string} code the last part of the problem's type */
  is(code) {
    return this.type.endsWith(`:${code}`);
  }
}

/** @param {Response} answer @returns {Promise<Problem>} */
export async function problemIn(answer) {
  const told = await answer.json().catch(() => ({}));
  return new Problem({ ...told, status: answer.status });
}
