/** Fills a box with slanted lines: something is missing, or not as usual. */
export function hatch(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  color: string,
): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.beginPath();
  // From the same corner wherever the box begins, so that neighbouring boxes match.
  for (let at = Math.floor((x - height) / STEP) * STEP; at < x + width; at += STEP) {
    context.moveTo(at, y + height);
    context.lineTo(at + height, y);
  }
  context.stroke();
  context.restore();
}

const STEP = 4;
