import type { AdmissionPort, ExaminedTransaction } from '../port/AdmissionPort.ts'

/** Examinations under way at once. */
const CHUNK = 128

/** Examines many transactions of our own, in order. */
export async function examineAll(
  admission: AdmissionPort,
  raws: readonly Uint8Array[],
): Promise<readonly ExaminedTransaction[]> {
  const examined: ExaminedTransaction[] = []
  for (let start = 0; start < raws.length; start += CHUNK) {
    const chunk = raws.slice(start, start + CHUNK)
    examined.push(...(await Promise.all(chunk.map((raw) => admission.examine(raw)))))
  }
  return examined
}
