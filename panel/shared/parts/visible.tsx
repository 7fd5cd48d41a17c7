import { hasControls, pieces } from './visible.ts';

/**
 * Text with its control characters as small labels. The text itself keeps the characters, or their pictures (␊), for
 * copying and for assistive technology; the label is drawn by the style sheet, since many fonts have no such glyphs.
 */
export function Visible({ text }: { text: string }) {
  if (!hasControls(text)) return <>{text}</>;
  return (
    <>
      {pieces(text).map((piece, i) =>
        piece.name === null ? (
          piece.text
        ) : (
          <span key={i} class="control" data-name={piece.name}>
            {piece.text}
          </span>
        ),
      )}
    </>
  );
}
