import '@nest-privacy/client/element';
import '@nest-privacy/client/react';
import { useConsent } from './use-consent';

export function App() {
  const { allows } = useConsent();
  return (
    <>
      <privacy-banner in-modals />
      <p>{allows('STATISTICS') ? 'We count you.' : 'We do not count you.'}</p>
      <privacy-embed
        category="MARKETING"
        src="https://video.example/embed/7"
        title="How we roast"
        width={560}
        height={315}
      />
      <privacy-settings-link />
    </>
  );
}
