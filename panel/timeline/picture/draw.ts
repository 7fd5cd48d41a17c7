import type { TimelineColors } from './colors.ts';
import { drawLane } from './draw-lane.ts';
import { hatch } from './hatch.ts';
import { type Picture, xOf } from './picture.ts';

/** Draws a picture on a canvas as large as it, in the device's own pixels. */
export function draw(
  canvas: HTMLCanvasElement,
  picture: Picture,
  colors: TimelineColors,
  font: string,
): void {
  const { width, layout } = picture;
  const ratio = devicePixelRatio;
  const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(layout.height * ratio)];
  if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) {
    canvas.width = deviceWidth;
    canvas.height = deviceHeight;
  }
  const context = canvas.getContext('2d');
  if (!context) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, layout.height);
  drawAxis(context, picture, colors, font);
  for (const lane of picture.lanes) drawLane(context, lane, picture, colors);
  for (const gap of picture.gaps) {
    const x = xOf(gap.at, picture.shown, width);
    hatch(context, x - 3, layout.top, 6, layout.height - layout.top, colors.warn);
  }
}

function drawAxis(
  context: CanvasRenderingContext2D,
  { shown, width, layout, marks }: Picture,
  colors: TimelineColors,
  font: string,
): void {
  context.font = font;
  context.textBaseline = 'middle';
  for (const { at, label } of marks) {
    const x = Math.round(xOf(at, shown, width));
    context.fillStyle = colors.grid;
    context.fillRect(x, 0, 1, layout.height);
    context.fillStyle = colors.text;
    // Half a number is another number: "3." of "3.5 s".
    if (x + 3 + context.measureText(label).width <= width) context.fillText(label, x + 3, layout.axis / 2);
  }
}
