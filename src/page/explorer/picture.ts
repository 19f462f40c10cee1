/** The timeline as a picture that stands by itself: on white, with the title, what its lines are, and what they count. */
import { axisTitle, linesOf } from './lines.ts';

const [MARGIN, LINE, FONT] = [16, 22, 'Inter, "Noto Sans SC", system-ui, sans-serif'];

/** The address of the picture, a PNG; empty where nothing is drawn yet. */
export function pictureOf(title: string): string {
  const drawn = document.querySelector<HTMLCanvasElement>('.canvas canvas');
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (drawn === null || pen === null) return '';
  const lines = linesOf();
  const scale = drawn.width / drawn.clientWidth;
  const head = MARGIN + LINE * (2 + lines.length);
  Object.assign(canvas, { width: drawn.width + 2 * MARGIN * scale, height: drawn.height + (head + MARGIN) * scale });
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.scale(scale, scale);
  pen.textBaseline = 'middle';
  const write = (text: string, row: number, left: number, font: string) => {
    Object.assign(pen, { font: `${font} ${FONT}`, fillStyle: '#1a1a1a' });
    pen.fillText(text, MARGIN + left, MARGIN + LINE * (row + 0.5));
  };
  write(title, 0, 0, '600 16px');
  for (const [n, { name, colour, isDashed }] of lines.entries()) {
    Object.assign(pen, { strokeStyle: colour, lineWidth: 3 });
    pen.setLineDash(isDashed ? [7, 5] : []);
    pen.beginPath();
    pen.moveTo(MARGIN, MARGIN + LINE * (n + 1.5));
    pen.lineTo(MARGIN + 30, MARGIN + LINE * (n + 1.5));
    pen.stroke();
    write(name, n + 1, 38, '14px');
  }
  write(axisTitle(), lines.length + 1, 0, '13px');
  pen.drawImage(drawn, MARGIN, head, drawn.width / scale, drawn.height / scale);
  return canvas.toDataURL('image/png');
}
