/** class-transformer keeps its storage out of its main entry, and the types of it elsewhere. */
declare module 'class-transformer/cjs/storage' {
  export { defaultMetadataStorage } from 'class-transformer/types/storage';
}
