/** How wide there is room, as a hook. */
import { useEffect, useState } from 'preact/hooks';

/** The width of what it is put on, in pixels; 0 until that is known. */
export function useWidth() {
  const [element, box] = useState<HTMLElement | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watcher = new ResizeObserver(([{ contentRect }]) => setWidth(Math.floor(contentRect.width)));
    if (element) watcher.observe(element);
    return () => watcher.disconnect();
  }, [element]);
  return { box, width };
}
