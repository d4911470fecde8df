/** Archives of one or several files, also such as no honest program packs. */
import { crc32, deflateRawSync } from 'node:zlib';

interface Packed {
  name: string;
  bytes: Uint8Array;
  /** The size that is told of it; by default the true one. */
  toldSize?: number;
}

function header({ name, bytes, toldSize = bytes.length }: Packed, packed: Buffer, offset?: number): Buffer {
  const path = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(bytes), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(toldSize, 18);
  common.writeUInt16LE(path.length, 22);
  if (offset === undefined) return Buffer.concat([Buffer.from('PK\u0003\u0004'), common, path]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, rest, path]);
}

/** A zip archive of these files. */
export function makeZip(files: readonly Packed[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const packed = deflateRawSync(file.bytes);
    const entry = Buffer.concat([header(file, packed), packed]);
    central.push(header(file, packed, offset));
    local.push(entry);
    offset += entry.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(central).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, ...central, end]);
}
