/** A page with these tables between the marks that name them. Throws RangeError for a table without a place. */
export function withTables(page: string, tables: Readonly<Record<string, string>>): string {
  let result = page
  for (const [name, table] of Object.entries(tables)) {
    const [begin, end] = [`<!-- ${name}, printed -->`, `<!-- end of ${name} -->`]
    const [from, to] = [result.indexOf(begin), result.indexOf(end)]
    if (from < 0 || to < from) throw new RangeError(`the page has no marks for the table ${name}`)
    result = `${result.slice(0, from + begin.length)}\n\n${table}\n\n${result.slice(to)}`
  }
  return result
}
