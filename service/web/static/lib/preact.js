/** Preact, its hooks and htm: the one place that names the vendored file. */
export {
  html,
  render,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from '../vendor/htm-preact-3.1.1.js';
