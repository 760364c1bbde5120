/** The first steps, on the home screen until the person needs them no more. */

import { html, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { get, put, write } from '../../core/store.js';
import { t } from '../../core/words.js';
import { href } from '../../route.js';
import { useRead } from '../hooks.js';

const KEY = 'welcomed';

export function Welcome() {
  const { value: seen } = useRead(async () => Boolean(await get('meta', KEY)), []);
  const [done, finish] = useState(false);
  if (done || seen !== false) return null;
  const dismiss = () => {
    finish(true);
    return write([put('meta', KEY, true)]);
  };
  return html`<section class="card welcome">
    <h2><${Icon} name="circle-question-mark" />${t('home.welcome')}</h2>
    <ol><li>${t('home.welcome-1')}</li><li>${t('home.welcome-2')}</li><li>${t('home.welcome-3')}</li></ol>
    <div class="button-row">
      <a class="button" href=${href('help')}>${t('home.welcome-more')}</a>
      <button type="button" class="button" onClick=${dismiss}>${t('home.welcome-done')}</button>
    </div>
  </section>`;
}
