import { type ConsentControllerOptions } from '../src/index.js';

/** What a controller states of itself. */
export const CONTROLLER: ConsentControllerOptions = {
  name: 'Example GmbH',
  address: 'Beispielweg 1, 10115 Berlin, Germany',
  contact: 'data protection officer',
  email: 'privacy@example.com',
  phone: '+49 30 000000',
  url: 'https://www.example.com/',
  policyUrl: 'https://www.example.com/privacy',
  jurisdiction: 'DE',
  storageLocations: ['DE', 'IE'],
  retention: 'P13M',
  personalData: ['pd:IPAddress', 'pages visited'],
  recipients: ['Hosting AG'],
  supervisoryAuthority: { name: 'Berliner Beauftragte für Datenschutz', url: 'https://www.datenschutz-berlin.de/' },
};
