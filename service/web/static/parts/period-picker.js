/** Which period, by which windows. */

import { get } from '../lib/api.js';
import { BASES, PARTS, partsOf, periodOf, years } from '../lib/periods.js';
import { html, useEffect, useState } from '../lib/preact.js';
import { t } from '../lib/words.js';
import { SelectField } from './fields.js';

/** @param {{period: string, basis: string, fixed?: boolean, choose: (changes: {period?: string, basis?: string}) => void}} props `fixed` windows are not asked for */
export function PeriodPicker({ period, basis, fixed = false, choose }) {
  const { year, part } = partsOf(period);
  const isCampaign = part.startsWith('campaign:');
  const campaigns = useCampaigns();
  const parts = [
    ...PARTS.map((code) => [code, t(`period.${code}`)]),
    ...campaigns.map((one) => [`campaign:${one.id}`, one.name]),
  ];
  return html`<form class="filters" onSubmit=${(event) => event.preventDefault()}>
    <${SelectField} id="part" label=${t('period.part')} value=${part} options=${parts}
      onChange=${(chosen) => choose({ period: periodOf(year, chosen) })} />
    <${SelectField} id="year" label=${t('period.of-year')} value=${year} disabled=${isCampaign}
      options=${years(year).map((one) => [one, one])} onChange=${(chosen) => choose({ period: periodOf(chosen, part) })} />
    ${!fixed && html`<${SelectField} id="basis" label=${t('period.basis')} value=${basis}
      options=${BASES.map((one) => [one, t(`period.${one}`)])} onChange=${(chosen) => choose({ basis: chosen })} />`}
  </form>`;
}

function useCampaigns() {
  const [campaigns, setCampaigns] = useState([]);
  useEffect(() => {
    get('/campaigns', { limit: 200 }).then((list) => setCampaigns(list.items)).catch(() => {});
  }, []);
  return campaigns;
}
