export { MemoryAuditLog } from '@nest-privacy/core/testing';
