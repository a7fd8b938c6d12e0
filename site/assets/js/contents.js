// The contents of an article stand open where they have a column of their own; on a phone they stay folded.

export function openContents() {
  const wide = matchMedia('(min-width: 62rem)');
  const follow = () => {
    for (const contents of document.querySelectorAll('[data-fz-contents]')) contents.open = wide.matches;
  };
  wide.addEventListener('change', follow);
  follow();
}
