import { isExtensionStatus, isStandardStatus } from '../status/tracking-status-value.js';
import { type StatusDefinition } from '../dnt.config.js';
import { dntFault, shown } from './dnt-fault.js';

const tsvFault = (option: string, what: string, remedy: string): Error =>
  dntFault('DNT_TRACKING_INVALID', option, what, remedy);

function requireMember(option: string, { tracking, members }: StatusDefinition, member: string, why: string): void {
  if (members[member] !== undefined) return;
  throw dntFault('DNT_MEMBER_MISSING', option, `status ${shown(tracking)} has no "${member}"`, why);
}

/** What each value requires of the object that carries it (W3C TPE sections 7.2 and 7.5). */
function checkCompany(option: string, status: StatusDefinition): void {
  switch (status.tracking) {
    case 'C':
    case 'P':
      return requireMember(
        option,
        status,
        'config',
        'give the page where consent is explained and revoked (W3C TPE section 7.5.9)',
      );
    case 'D':
    case 'G':
      return requireMember(
        option,
        status,
        'policy',
        'give the privacy policy that states the conditions (W3C TPE section 7.5.8)',
      );
    default:
      if (isStandardStatus(status.tracking) || status.tracking === 'auto') return;
      requireMember(option, status, 'compliance', 'name the regime that defines this value (W3C TPE section 7.2.11)');
  }
}

/** Refuses a value that is none, or that may not stand in a tracking status resource, and one without the members it requires. */
export function checkedStatus(option: string, status: StatusDefinition): StatusDefinition {
  const { tracking } = status;
  if (tracking === 'U')
    throw tsvFault(
      option,
      '"U" says that a request changed the status',
      'leave it to the module: it belongs only in Tk (W3C TPE section 7.2.10)',
    );
  const known =
    typeof tracking === 'string' && (tracking === 'auto' || isStandardStatus(tracking) || isExtensionStatus(tracking));
  if (!known)
    throw tsvFault(
      option,
      `${shown(tracking)} is not a tracking status value`,
      'use "auto", or one of ! ? G N T C P D in upper case, or the character of an extension other than "," and ";"',
    );
  checkCompany(option, status);
  return status;
}

/** As {@link checkedStatus}, for a status-id: it cannot be dynamic or a gateway again. */
export function checkedSpecificStatus(option: string, status: StatusDefinition): StatusDefinition {
  if (status.tracking === '?' || status.tracking === 'G')
    throw tsvFault(
      option,
      `${shown(status.tracking)} is only for the site as a whole`,
      'say what this status is (W3C TPE sections 7.2.3 and 7.2.4)',
    );
  return checkedStatus(option, status);
}
