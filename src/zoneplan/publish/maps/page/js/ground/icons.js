/* The signs on buttons, drawn in strokes on a field of 16 by 16. */
(function () {
  "use strict";
  zoneplan.ICONS = {
    distance: "M1.6 11 11 1.6 14.4 5 5 14.4ZM4 8.6 5.6 10.2M6.4 6.2 8 7.8M8.8 3.8 10.4 5.4",
    area: "M2.4 5.2 9.4 2.2 13.8 7.4 11.2 13.6 4.2 12.6Z",
    link: "M6.6 9.4A2.9 2.9 0 0 0 10.7 9.4L13.1 7A2.9 2.9 0 0 0 9 2.9L8 3.9M9.4 6.6A2.9 2.9 0 0 0 5.3 6.6L2.9 9A2.9 2.9 0 0 0 7 13.1L8 12.1",
    download: "M8 1.5V10.4M4.4 7 8 10.6 11.6 7M2 11V14H14V11",
    print: "M4.5 6V2H11.5V6M4.5 12H2V6H14V12H11.5M4.5 9.6H11.5V14.4H4.5Z",
    fullscreen: "M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10",
    shrink: "M6 2V6H2M14 6H10V2M10 14V10H14M2 10H6V14",
    help: "M5 5.4A3 3 0 1 1 9.2 8.1C8.3 8.6 8 9 8 10.2M8 12.2V14",
    copy: "M5.5 5.5V2H14V10.5H10.5M2 5.5H10.5V14H2Z",
    undo: "M6 2.6 2.6 6 6 9.4M2.6 6H9.4A3.8 3.8 0 0 1 9.4 13.6H6",
    done: "M2.5 8.5 6.4 12.4 13.5 4",
    plus: "M8 2.5V13.5M2.5 8H13.5",
    bin: "M2.5 4.2H13.5M6 4V2H10V4M4 4.4 4.7 14H11.3L12 4.4M6.9 6.6V11.6M9.1 6.6V11.6",
    close: "M3 3 13 13M13 3 3 13",
    more: "M2 7H4V9H2ZM7 7H9V9H7ZM12 7H14V9H12Z",
  };
})();
