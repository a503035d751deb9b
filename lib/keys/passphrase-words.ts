/** 256 plain words each: one random byte picks a word, six words make 48 bits before Argon2id. */
const ENGLISH = `
acorn actor amber anchor angel apple apron arrow atlas autumn badge bagel baker bamboo banjo barn basil basket beach beacon
beaver bench berry birch biscuit blanket blossom bottle boulder branch bread bridge bronze brook broom bubble bucket butter
button cabin cactus camera camel candle canoe canyon carpet carrot castle cedar cello cherry chess cider cinema circle cliff
clover cobalt cocoa comet copper coral cotton cradle crane crayon cricket crown crystal cushion daisy dancer desert diamond
dolphin donkey dragon drum eagle easel echo elbow elm ember engine envelope falcon feather fern ferry fiddle finch flame
flute forest fossil fountain fox frost galaxy garden garlic gecko ginger glacier glove goose granite grape gravel guitar
hammer harbor harp hazel heron hill honey horizon iceberg igloo island ivory ivy jacket jaguar jasmine jelly jigsaw juniper
kayak kettle kitten koala ladder lagoon lantern lemon lentil lighthouse lilac linen lion lizard lobster locket lotus magnet
mango maple marble market meadow melon meteor mirror mitten moose mosaic mountain muffin museum napkin nectar needle nickel
nugget oasis oat ocean olive onion opal orange orchard otter owl oyster paddle palace panda paper parrot peach peanut pebble
pelican pencil penguin pepper piano pickle pigeon pillow pine planet plum pocket pony potato prairie prism pumpkin puppet
quartz quilt rabbit radish raven ribbon river robin rocket saddle saffron salmon sandal satin scarf shell silver skate snail
sparrow spinach sponge spoon spruce squirrel stone sunset swan tango teapot thistle thunder tiger timber toast tomato tulip
tunnel turtle umbrella valley vanilla velvet violin waffle walnut walrus whistle willow window zebra`;

const SPANISH = `
abeja abrigo aceite acero aguja ajedrez alambre alce aldea alfombra almeja almendra altar amapola ambar ancla anillo arado
arena armario arpa arroz asiento atun avena aventura avestruz avion azafran azucar bahia ballena balcon balsa bambu banco
bandera barco barril baston batido billete bizcocho bodega bola bolsillo bombilla bosque bota botella brisa brocha bronce
buey bufanda burbuja caballo cabra cactus cadena caja calabaza calle camello camino camisa campana canasta canela cangrejo
canoa caracol carbon carta casco castillo cebolla cedro cereza cesta chaleco cielo ciervo cima ciruela clavel cobre cocina
codo cofre colina collar colmena cometa conejo copa corcho corona cortina costa crema cristal cuaderno cuchara cuento cuerda
cueva dado dedal delfin desierto diamante dragon duna durazno eco elefante embudo enero erizo escalera escoba espejo espiga
estrella faro flauta flecha foca fogata fresa frontera fuente gacela galleta ganso garza gato girasol globo gorra granja
grillo grulla guante guisante guitarra hacha halcon harina helado helecho herradura hielo hierba higo hoguera hoja horno
iglesia iman isla jabon jardin jarra jazmin jirafa joya ladrillo lago lampara lana langosta lapiz laurel leche lechuza lenteja
leon libro lima limon linterna llave lluvia lobo loro luna madera maleta mango manta manzana mapa marea margarita mariposa
marmol martillo mascara melon menta mercado mesa miel molino moneda montaje mono mosaico muelle musgo nabo naranja nariz
nido nieve nogal nube nuez oasis oca ola oliva oro oso ostra tortuga oveja pala palmera paloma pan papel paraguas pasto patata
pato peine pelota pera perla pincel pino pirata planeta playa pluma puente queso
raton reloj rosa sandia tambor tigre`;

export const WORDS = { en: wordsOf(ENGLISH), es: wordsOf(SPANISH) };

function wordsOf(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
