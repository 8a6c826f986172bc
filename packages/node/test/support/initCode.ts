/** Creation code, in hexadecimal, that leaves a contract of at most 255 bytes. */
export function initCode(runtime: string): string {
  const size = (runtime.length / 2).toString(16).padStart(2, '0')
  // PUSH size, DUP1, PUSH 11, PUSH 0, CODECOPY, PUSH 0, RETURN
  return `0x60${size}80600b6000396000f3${runtime}`
}
