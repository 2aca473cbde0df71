/**
 * What Nest does with a method. `handler`: guards run before it. `field`: a field of a GraphQL type, where they run if the application says so. `job`: a job of
 * Bull or BullMQ. `event`: something that a queue or the framework reports. `schedule`: called by the clock, with nobody in sight. `plain`: called by code.
 */
export type MethodRole = 'handler' | 'field' | 'job' | 'event' | 'schedule' | 'plain';

/** Known by the metadata that Nest's packages leave, for none of them is a dependency. */
const MARKS: readonly (readonly [MethodRole, ...string[]])[] = [
  ['job', 'bull:module_queue_process'],
  ['event', 'bull:module_on_queue_event', 'bullmq:worker_events_metadata', 'bullmq:queue_events_metadata'],
  ['schedule', 'SCHEDULER_TYPE'],
  ['handler', 'graphql:resolver_type', 'graphql:resolve_reference'],
  ['field', 'graphql:resolve_property'],
];
const IN_CONTROLLERS = ['method', 'microservices:pattern'];
const IN_GATEWAYS = ['websockets:message_mapping'];
const CONTROLLER = '__controller__';
const GATEWAY = 'websockets:is_gateway';
const QUEUE = 'bull:module_queue';
const PROCESSOR = 'bullmq:processor_metadata';
const RESOLVER = 'graphql:resolver_type';
/** Nest's own word for what a framework calls from outside. */
const ENTRY_PROVIDER = '__entryProvider__';

const hasOne = (keys: readonly string[], place: object): boolean => keys.some((key) => Reflect.hasMetadata(key, place));

/** What Nest does with a method of a class. */
export function roleOf(owner: object, name: string | symbol, method: object): MethodRole {
  if (hasOne(IN_CONTROLLERS, method) && Reflect.hasMetadata(CONTROLLER, owner)) return 'handler';
  if (hasOne(IN_GATEWAYS, method) && Reflect.hasMetadata(GATEWAY, owner)) return 'handler';
  if (name === 'process' && Reflect.hasMetadata(PROCESSOR, owner)) return 'job';
  return MARKS.find(([, ...keys]) => hasOne(keys, method))?.[0] ?? 'plain';
}

/** Whether a class has entry points of its own, so that what the class requires is required there, and its other methods are its own affair. */
export const hasEntryPoints = (owner: object): boolean =>
  hasOne([CONTROLLER, GATEWAY, QUEUE, PROCESSOR, RESOLVER, ENTRY_PROVIDER], owner);
