import { defineBackground } from 'wxt/utils/define-background';
import { register } from './register';

// Not a module: as one classic script the worker is smaller and starts with one file instead of three.
export default defineBackground({
  main() {
    register();
  },
});
