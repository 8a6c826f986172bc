/** Names and values in two columns, one pair a line; what has no value is left out. */
export function formatFields(
  fields: readonly (readonly [name: string, value: string | number | undefined])[],
): string {
  const present = fields.filter(([, value]) => value !== undefined)
  const width = Math.max(0, ...present.map(([name]) => name.length))
  return present.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')
}
