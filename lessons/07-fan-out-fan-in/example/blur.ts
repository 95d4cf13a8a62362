// module
/** A picture in grey: one byte a pixel, row after row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Makes each pixel of some rows the mean of its neighbourhood. */
export function blurRows(
  from: Picture,
  to: Picture,
  first: number,
  last: number,
): void {
  const { width, height, pixels } = from;
  for (let y = first; y < last; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      let count = 0;
      for (let dy = -3; dy <= 3; dy++) {
        for (let dx = -3; dx <= 3; dx++) {
          const [px, py] = [x + dx, y + dy];
          if (px < 0 || px >= width || py < 0 || py >= height) continue;
          sum += pixels[py * width + px] ?? 0;
          count++;
        }
      }
      to.pixels[y * width + x] = sum / count;
    }
  }
}
