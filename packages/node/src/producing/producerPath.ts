/** Where producers connect, on the address at which a sequencer listens to the others. */
export const PRODUCER_PATH = '/producer'
