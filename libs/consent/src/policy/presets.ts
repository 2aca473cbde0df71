import { type GpcDuty, type PolicyMonths, type PresetRule } from './policy-rule.js';

/** Names the state of these rules; another day with every change of them. */
export const PRESETS_VERSION = '2026-11-21';

const EU_EEA = [
  ...['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU'],
  ...['LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK', 'IS', 'LI', 'NO'],
  // Parts of member states with codes of their own: the outermost regions of France, and Åland.
  ...['GF', 'GP', 'MF', 'MQ', 'RE', 'YT', 'AX'],
];

const SIX: PolicyMonths = { granted: 6, refused: 6, withdrawn: 6, reaskNotBefore: 6 };
const TWELVE: PolicyMonths = { granted: 12, refused: 12, withdrawn: 12, reaskNotBefore: 12 };

/** States whose law has sites honour a signal of the browser, since when. */
const GPC_STATES: Readonly<Record<string, readonly [law: string, since: string]>> = {
  CO: ['Colorado Privacy Act, C.R.S. § 6-1-1306(1)(a)(IV); 4 CCR 904-3, 5.02', '2024-07-01'],
  CT: ['Connecticut Data Privacy Act, Conn. Gen. Stat. § 42-520(e)', '2025-01-01'],
  DE: ['Delaware Personal Data Privacy Act, 6 Del. C. § 12D-106(e)', '2026-01-01'],
  MD: ['Maryland Online Data Privacy Act', '2025-10-01'],
  MN: ['Minnesota Consumer Data Privacy Act, § 325M.14', '2025-07-31'],
  MT: ['Montana Consumer Data Privacy Act', '2025-01-01'],
  NE: ['Nebraska Data Privacy Act', '2025-01-01'],
  NH: ['New Hampshire RSA 507-H', '2025-01-01'],
  NJ: ['New Jersey Data Privacy Act', '2025-07-15'],
  OR: ['Oregon Consumer Privacy Act, ORS 646A.578', '2026-01-01'],
  TX: ['Texas Data Privacy and Security Act, Bus. & Com. Code § 541.055(e)', '2025-01-01'],
};

const stateRule = (state: string, law: string, gpc: readonly GpcDuty[]): PresetRule => ({
  id: `us-${state.toLowerCase()}`,
  jurisdiction: `US-${state}`,
  law,
  countries: ['US'],
  regions: [`US-${state}`],
  regime: 'opt-out',
  months: TWELVE,
  gpc,
});

/** What is known of the law of the places that visitors come from. It is no legal advice; docs/policy.md says where it was read. */
export const PRESET_RULES: readonly PresetRule[] = [
  {
    id: 'eu-eea',
    jurisdiction: 'EU',
    law: 'Directive 2002/58/EC, Art. 5(3); Regulation (EU) 2016/679, Art. 4(11) and 7; six months: CNIL, délibération 2020-091',
    countries: EU_EEA,
    regime: 'opt-in',
    months: SIX,
  },
  {
    id: 'uk',
    jurisdiction: 'UK',
    law: 'PECR 2003, reg. 6 and Sch. A1 (Data (Use and Access) Act 2025, s. 112, since 2026-02-05); UK GDPR, Art. 4(11) and 7',
    countries: ['GB', 'GG', 'IM', 'JE', 'GI'],
    regime: 'opt-in',
    permits: { STATISTICS: 'notice-only' },
    months: SIX,
  },
  {
    id: 'ch',
    jurisdiction: 'CH',
    law: 'Federal Act on Data Protection, Art. 6(6)–(7) and 31; Telecommunications Act, Art. 45c',
    countries: ['CH'],
    regime: 'opt-in',
    permits: { STATISTICS: 'opt-out' },
    months: SIX,
  },
  {
    id: 'ca-qc',
    jurisdiction: 'CA-QC',
    law: 'Act respecting the protection of personal information in the private sector (Law 25), s. 8.1 and 14',
    countries: ['CA'],
    regions: ['CA-QC'],
    regime: 'opt-in',
    months: SIX,
  },
  {
    id: 'consent-elsewhere',
    jurisdiction: 'consent-law',
    law: 'Brazil: LGPD, Art. 7–8; Turkey: KVKK, Art. 5; South Korea: PIPA, Art. 15; India: DPDP Act 2023, s. 6; China: PIPL, Art. 13–14; Thailand: PDPA, s. 19',
    countries: ['BR', 'TR', 'KR', 'IN', 'CN', 'TH'],
    regime: 'opt-in',
    months: SIX,
  },
  stateRule('CA', 'CCPA, Cal. Civ. Code § 1798.135; 11 CCR §§ 7025(c)(1), (c)(6) and 7026', [
    { duty: 'honour', since: '2023-03-29' },
    { duty: 'show', since: '2026-01-01' },
  ]),
  ...Object.entries(GPC_STATES).map(([state, [law, since]]) => stateRule(state, law, [{ duty: 'honour', since }])),
  {
    id: 'elsewhere',
    jurisdiction: 'elsewhere',
    law: 'no law known here that asks for consent or an opt-out before use; the visitor is told, and a refusal counts',
    countries: 'elsewhere',
    regime: 'notice-only',
    months: SIX,
  },
];
