/** Made as the files that the package ships are. */
export { bundle as bundleOf, type BundleInput, type BundleOptions } from '../../scripts/client/bundle.cjs';
