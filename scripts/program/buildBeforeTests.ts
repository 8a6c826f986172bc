/** Tests start the programs that are built: never those of other sources. */
export default async function buildBeforeTests(): Promise<void> {
  await import('./build.ts')
}
