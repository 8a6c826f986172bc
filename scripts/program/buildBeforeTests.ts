/** Tests start the programs and contracts that are built: never those of other sources. */
export default async function buildBeforeTests(): Promise<void> {
  await import('../contracts/build.ts')
  await import('./build.ts')
}
