import { native } from "../5a695eac/kept.js";
const sides = [1600, 1000, 2600]; // a photo is read in these sizes: small ones hide noise, large ones keep small codes
const pause = 200; // milliseconds between two looks through the camera, so that a phone stays cool
let reader;
async function read(canvas) {
reader ??= await choose();
return reader(canvas);
}
async function choose() {
if (await native()) {
const detector = new BarcodeDetector({ formats: ["qr_code"] });
return async (canvas) => (await detector.detect(canvas))[0]?.rawValue ?? "";
}
const { decodeQR } = await import("../98911fdd/qr-decode.js");
return (canvas) => {
try {
return decodeQR(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height));
} catch {
return ""; // no code, or none that can be read
}
};
}
function draw(canvas, source, width, height, side) {
const scale = Math.min(1, side / Math.max(width, height));
canvas.width = Math.round(width * scale);
canvas.height = Math.round(height * scale);
canvas.getContext("2d", { willReadFrequently: true }).drawImage(source, 0, 0, canvas.width, canvas.height);
}
export async function readPhoto(file) {
const image = await createImageBitmap(file).catch(() => null);
if (!image) return "";
const canvas = document.createElement("canvas");
for (const side of sides) {
draw(canvas, image, image.width, image.height, side);
const text = await read(canvas);
if (text) return text;
if (side >= Math.max(image.width, image.height) && side !== sides[0]) break;
}
return "";
}
export async function watch(video, found) {
const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "environment", width: { ideal: 1920 } } });
let over = false;
const stop = () => {
over = true;
for (const track of stream.getTracks()) track.stop();
video.srcObject = null;
};
video.srcObject = stream;
await video.play();
const canvas = document.createElement("canvas");
const look = async () => {
if (over) return;
if (video.videoWidth) {
draw(canvas, video, video.videoWidth, video.videoHeight, 1280);
const text = await read(canvas);
if (text && !over) {
stop();
found(text);
return;
}
}
setTimeout(look, pause);
};
look();
return stop;
}
