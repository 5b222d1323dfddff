/** Where an array may be: so many bytes from an offset on, which is a multiple of 8. */
interface ArrayRoom {
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
}

/** Gives room for an array of so many bytes, which are whatever they are. */
export type RoomFor = (bytes: number) => ArrayRoom;

export const ownRoom: RoomFor = (bytes) => ({ buffer: new ArrayBuffer(bytes), byteOffset: 0 });

export function doublesIn(roomFor: RoomFor, length: number): Float64Array {
  const { buffer, byteOffset } = roomFor(Float64Array.BYTES_PER_ELEMENT * length);
  return new Float64Array(buffer, byteOffset, length);
}

export function countsIn(roomFor: RoomFor, length: number): Uint32Array {
  const { buffer, byteOffset } = roomFor(Uint32Array.BYTES_PER_ELEMENT * length);
  return new Uint32Array(buffer, byteOffset, length);
}

/** Room in a part of a buffer, one array behind the other; what does not fit has a buffer of its own. */
export function roomWithin(buffer: ArrayBufferLike, from: number, to: number): RoomFor {
  let next = Math.ceil(from / 8) * 8;
  return (bytes) => {
    const byteOffset = next;
    const end = byteOffset + Math.ceil(bytes / 8) * 8;
    if (end > to) return ownRoom(bytes);
    next = end;
    return { buffer, byteOffset };
  };
}
