/** The word of `words` that `typed` was probably meant to be; `undefined` when none is near. */
export function closestWord(typed: string, words: Iterable<string>): string | undefined {
  const wanted = typed.toLowerCase()
  let closest: string | undefined
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const word of words) {
    const distance = editDistance(wanted, word.toLowerCase())
    if (distance < least) {
      least = distance
      closest = word
    }
  }
  return closest
}

/** Levenshtein's distance: insertions, deletions and replacements of one letter. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}
