import { type ConsentControllerOptions } from '@nest-privacy/consent';

/** Who the demonstration says to be in receipts; nobody that there is. */
export const DEMO_CONTROLLER: ConsentControllerOptions = {
  name: 'Corner Bookshop',
  address: 'Beispielweg 1, 10115 Berlin, Germany',
  contact: 'data protection officer',
  email: 'privacy@example.com',
  phone: '+49 30 000000',
  url: 'https://www.example.com/',
  policyUrl: 'https://www.example.com/privacy',
  jurisdiction: 'DE',
  storageLocations: ['DE'],
  retention: 'P13M',
  personalData: ['pages visited', 'kind of browser and device', 'country'],
  supervisoryAuthority: { name: 'Berliner Beauftragte für Datenschutz', url: 'https://www.datenschutz-berlin.de/' },
};
