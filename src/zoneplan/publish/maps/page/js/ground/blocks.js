/* Blocks of the file: bytes that stand squeezed in an element until the page needs them. */
(function () {
  "use strict";

  function bytesOf(letters) {
    if (Uint8Array.fromBase64) { return Uint8Array.fromBase64(letters); }
    const text = atob(letters), bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) { bytes[i] = text.charCodeAt(i); }
    return bytes;
  }

  /* Gives the bytes of a block, once: its element is let go, so that the page does not hold them twice. */
  zoneplan.block = async function (name) {
    const node = document.getElementById(`block-${name}`);
    if (!node) { throw new Error(`The file has no block ${name}, or it was read before.`); }
    const squeezed = bytesOf(node.textContent);
    node.remove();
    const stream = new Blob([squeezed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };

  zoneplan.jsonBlock = async (name) => JSON.parse(new TextDecoder().decode(await zoneplan.block(name)));
})();
