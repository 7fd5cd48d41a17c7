import { hasUnseen, type Piece, pieces, visiblePieces } from '../../../src/format/visible.ts';

/**
 * Text as it came, with what cannot be seen as small labels. The text itself keeps the characters, for copying and for
 * assistive technology; the label is drawn by the style sheet, since many fonts have no such glyphs.
 */
export function Visible({ text }: { text: string }) {
  if (!hasUnseen(text)) return <>{text}</>;
  return <Labelled pieces={pieces(text)} />;
}

/** Text that was made visible already (`visibleBytes`), with its signs as the same labels. */
export function VisibleSigns({ text }: { text: string }) {
  return <Labelled pieces={visiblePieces(text)} />;
}

function Labelled({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map((piece, i) =>
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
