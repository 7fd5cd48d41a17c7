import { useEffect, useState } from 'preact/hooks';

/** Draws the component again once a second while `isOn`, for texts such as "3 s ago". Hidden panels are left alone. */
export function useTick(isOn: boolean): void {
  const [, setCount] = useState(0);
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => {
      if (!document.hidden) setCount((count) => count + 1);
    }, 1000);
    return () => clearInterval(timer);
  }, [isOn]);
}
